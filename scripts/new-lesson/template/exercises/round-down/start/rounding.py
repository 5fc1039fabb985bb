def rounded(number):
    return number

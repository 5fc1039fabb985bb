def rounded(number):
    return number // 1 + 1

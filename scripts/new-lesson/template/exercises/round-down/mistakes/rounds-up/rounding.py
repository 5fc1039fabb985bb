def rounded(number):
    return -(-number // 1)

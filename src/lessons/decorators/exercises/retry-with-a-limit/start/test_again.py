from again import retry


def test_the_second_try_succeeds():
    slept, answers = [], iter([ConnectionError("line dead"), "1.17"])

    @retry(3, ConnectionError, wait=0.5, sleep=slept.append)
    def ask():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert ask() == "1.17"
    assert slept == [0.5]

from pathlib import Path

from mortgage import validate_affordability

SOURCE = Path("mortgage.py").read_text()


def test_all():
    validate_affordability(15_000, 1_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, True)
    validate_affordability(100_000, 50_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, False)
    assert "existing_customer or mortgage < 20_000 or mortgage / salary <= affordability" in SOURCE

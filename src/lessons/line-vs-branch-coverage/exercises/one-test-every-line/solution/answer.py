# 15,000 is above 10,000, so the strict one refuses it and is caught. The others say yes, each for a reason of its own.
SURVIVORS = {"forgets_existing_customers", "multiplies", "approves_everybody"}

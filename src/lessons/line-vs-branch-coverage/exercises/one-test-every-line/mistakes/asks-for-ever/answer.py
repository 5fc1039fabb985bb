SURVIVORS = {"forgets_existing_customers", "multiplies", "approves_everybody"}

SURVIVORS = {"strict_about_small_sums", "forgets_existing_customers", "multiplies", "approves_everybody"}

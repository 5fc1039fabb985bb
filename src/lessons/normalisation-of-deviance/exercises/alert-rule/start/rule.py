from watch import days_to_page, false_pages, judge, pages, seen

# What you promise those who carry the pager.
CLAIM = {"days to page": 1, "false pages": 0}


def page(days):
    """Asked every evening. True rings the pager. `days` are the days so far, today last; watch.py says what is known of each."""
    today = days[-1]
    return today.errors / today.requests > 0.05


if __name__ == "__main__":
    runs = [judge(seed, pages(page, seen(seed))) for seed in range(1, 21)]
    print(f"days to page: claimed {CLAIM['days to page']}, on these seeds {days_to_page(runs)}")
    print(f"false pages:  claimed {CLAIM['false pages']}, on these seeds {false_pages(runs)}")
    # The last of your names that holds a run is drawn. Try another seed.
    one = judge(7, pages(page, seen(7)))

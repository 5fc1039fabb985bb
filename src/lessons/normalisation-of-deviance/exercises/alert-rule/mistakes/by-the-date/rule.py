from watch import days_to_page, false_pages, judge, pages, seen

# What you promise those who carry the pager.
CLAIM = {"days to page": 5, "false pages": 0.5}


def missing(day):
    """Share of the rows that were announced and did not come."""
    return (day.announced - day.received) / day.announced


def page(days):
    """Rings when rows go missing, from the day on which it has begun before."""
    return len(days) >= 52 and missing(days[-1]) > 0.004


if __name__ == "__main__":
    runs = [judge(seed, pages(page, seen(seed))) for seed in range(1, 21)]
    print(f"days to page: claimed {CLAIM['days to page']}, on these seeds {days_to_page(runs)}")
    print(f"false pages:  claimed {CLAIM['false pages']}, on these seeds {false_pages(runs)}")
    # The last of your names that holds a run is drawn. Try another seed.
    one = judge(7, pages(page, seen(7)))

from datetime import date, timedelta

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    orders: Mapped[list["Order"]] = relationship(back_populates="customer")


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    placed: Mapped[date]
    pence: Mapped[int]
    paid: Mapped[bool]
    customer: Mapped[Customer] = relationship(back_populates="orders")


def revenue(session, year):
    """Pence that came in from the paid orders of a year."""
    return 0


def loyal(session):
    """Customers with three paid orders or more."""
    query = session.query(Customer).join(Order).filter(Order.paid.is_(True))
    return query.group_by(Customer.id).having(func.count(Order.id) >= 3).all()


def reminders(session, today):
    """Customers who have not paid an order for more than thirty days, each once, by name."""
    query = session.query(Customer).join(Order)
    query = query.filter(Order.paid.is_(False), Order.placed < today - timedelta(days=30))
    return query.distinct().order_by(Customer.name).all()

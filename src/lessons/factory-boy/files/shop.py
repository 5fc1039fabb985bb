"""A small shop: customers, items, and orders with their lines."""

from datetime import date, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    vat_number: Mapped[str]
    orders: Mapped[list[Order]] = relationship(back_populates="customer")


class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pence: Mapped[int]


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    placed: Mapped[date]
    paid: Mapped[bool] = mapped_column(default=False)
    customer: Mapped[Customer] = relationship(back_populates="orders")
    lines: Mapped[list[Line]] = relationship(back_populates="order")


class Line(Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]
    order: Mapped[Order] = relationship(back_populates="lines")
    item: Mapped[Item] = relationship()


def total(order):
    """What an order costs, in pence."""
    return sum(line.quantity * line.item.pence for line in order.lines)


def postage(order):
    """In pence: nothing from 50 pounds."""
    return 0 if total(order) >= 5000 else 399


def owing(session, today):
    """Orders that nobody has paid within thirty days."""
    limit = today - timedelta(days=30)
    return session.query(Order).filter(Order.paid.is_(False), Order.placed < limit).all()

"""What the fields of several events say."""

SESSION = {"session": "random id of the visit"}
ERROR = {"error": "kind of the exception, without its text"}
BY = {"by": "event that caused it, such as `CardLeft` or `Touched`"}

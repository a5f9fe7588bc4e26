from vrijwilligers.models.vrijwilliger import Vrijwilliger

__all__ = ["Vrijwilliger"]

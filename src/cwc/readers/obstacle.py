"""How a reader says that it cannot go on."""

from cwc.model.obstacle import Obstacle


class Blocked(Exception):  # noqa: N818 - a state of the file, not a fault of ours
    """The file cannot be read, for this reason."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle

package io.millrace.udfs.shape;

/**
 * Finds a key in maps that come one after the other: it remembers its place in the last shape. Safe
 * for use by many threads.
 */
public final class KeyPlace {
  private static final Place NOWHERE = new Place(Shape.empty(0), -1);

  private final String key;

  // A guess, which threads may overwrite for each other; places are immutable.
  private Place last = NOWHERE;

  public KeyPlace(String key) {
    this.key = key;
  }

  private record Place(Shape shape, int slot) {}

  /** The key's slot in maps of this shape; negative where they do not have it. */
  public int in(Shape shape) {
    Place place = last;
    if (place.shape() != shape) {
      place = new Place(shape, shape.slot(key));
      last = place;
    }
    return place.slot();
  }
}

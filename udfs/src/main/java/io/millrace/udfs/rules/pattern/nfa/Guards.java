package io.millrace.udfs.rules.pattern.nfa;

import io.millrace.udfs.rules.pattern.nfa.Quantifier.Inner;
import org.jspecify.annotations.Nullable;

/** When a stage's edges may be gone. Inside a group that has an end, only until then. */
final class Guards {
  private Guards() {}

  /** The event is of the stage. */
  static Guard take(Place place) {
    return open(place.group, Guard.of(place.stage.where()));
  }

  /** The event is of another stage, as seen from inside the group of this one. */
  static Guard takeSeenFrom(Place place, Place other) {
    return open(place.group, Guard.of(other.stage.where()));
  }

  /** The same, until the stage's own loop ends. */
  static Guard takeInLoop(Place place) {
    return unless(place.stage.until(), take(place));
  }

  /** A way that is open as long as the group is. */
  static Guard always(Place place) {
    return open(place.group, Guard.TRUE);
  }

  /** The stage may pass over the event before its first; null where it may pass over none. */
  static @Nullable Guard ignore(Place place) {
    Contiguity contiguity = place.stage.contiguity();
    if (place.headOfGroup() && place.group != null) {
      Stage group = place.group.stage;
      if (!place.group.firstRound) {
        return passing(place, inner(group));
      }
      contiguity = group.contiguity();
    }
    return switch (contiguity) {
      case FOLLOWED_BY -> passing(place, Inner.RELAXED);
      case FOLLOWED_BY_ANY -> passing(place, Inner.COMBINATIONS);
      case BEGIN, NEXT, NOT_NEXT, NOT_FOLLOWED_BY -> null;
    };
  }

  /** The stage may pass over the event between two of its own; null where it may pass over none. */
  static @Nullable Guard ignoreInLoop(Place place) {
    Stage deciding = place.stage;
    if (place.headOfGroup() && place.group != null) {
      deciding = place.group.stage;
    }
    Guard guard = passing(place, inner(deciding));
    return guard == null ? null : unless(place.stage.until(), guard);
  }

  /** The loop's own end has come. */
  static Guard until(Place place) {
    return Guard.of(place.stage.until());
  }

  private static Inner inner(Stage stage) {
    return stage.quantifier() == null ? Inner.RELAXED : stage.quantifier().inner();
  }

  private static @Nullable Guard passing(Place place, Inner inner) {
    return switch (inner) {
      case CONSECUTIVE -> null;
      case RELAXED -> open(place.group, Guard.not(Guard.of(place.stage.where())));
      case COMBINATIONS -> open(place.group, Guard.TRUE);
    };
  }

  private static Guard open(@Nullable Place group, Guard guard) {
    return group == null ? guard : unless(group.stage.until(), guard);
  }

  private static Guard unless(int until, Guard guard) {
    return until == Stage.NONE ? guard : Guard.and(Guard.not(Guard.of(until)), guard);
  }
}

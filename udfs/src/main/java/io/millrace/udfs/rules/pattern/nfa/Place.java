package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stage and what stands around it, while the automaton is made. */
final class Place {
  final Stage stage;
  final @Nullable Place previous;
  final @Nullable Place group;
  final List<Place> members;
  @Nullable Place next;

  /**
   * Of a group that repeats: whether its first round is being made. In later rounds its head stands
   * to the round before it.
   */
  boolean firstRound = true;

  private Place(Stage stage, @Nullable Place previous, @Nullable Place group) {
    this.stage = stage;
    this.previous = previous;
    this.group = group;
    this.members = of(stage.group(), this);
  }

  static List<Place> of(List<Stage> stages, @Nullable Place group) {
    List<Place> places = new ArrayList<>();
    for (Stage stage : stages) {
      Place previous = places.isEmpty() ? null : places.get(places.size() - 1);
      Place place = new Place(stage, previous, group);
      if (previous != null) {
        previous.next = place;
      }
      places.add(place);
    }
    return List.copyOf(places);
  }

  /** What comes after it, after its group where it is the group's last. */
  @Nullable Place following() {
    if (next != null) {
      return next;
    }
    return group == null ? null : group.following();
  }

  boolean headOfGroup() {
    return group != null && previous == null;
  }

  boolean headOfOptionalGroup() {
    return group != null && previous == null && group.firstRound && group.stage.optional();
  }

  boolean loops() {
    return stage.quantifier() != null && stage.quantifier().looping();
  }
}

package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.ElementState;
import io.millrace.udfs.ontology.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the changes of one element: a property, or a type beside its properties. */
final class Changes {
  private final List<Change> all;
  private final String path;
  private final List<String> objectTypes;
  private final @Nullable String property;
  private final boolean draft;

  private Changes(
      List<Change> all,
      String path,
      List<String> objectTypes,
      @Nullable String property,
      boolean draft) {
    this.all = all;
    this.path = path;
    this.objectTypes = objectTypes;
    this.property = property;
    this.draft = draft;
  }

  static Changes into(List<Change> all) {
    return new Changes(all, "", List.of(), null, false);
  }

  /**
   * Those of an element below.
   *
   * @param state that it had before: nobody was promised a draft, so nothing breaks with it
   */
  Changes of(String below, List<String> concerned, ElementState state) {
    return new Changes(
        all, path + below, concerned, property, draft || state == ElementState.DRAFT);
  }

  /** Those of a property of the element. */
  Changes ofProperty(String name, boolean ofObjects, ElementState state) {
    return new Changes(
        all,
        path + "/properties/" + name,
        objectTypes,
        ofObjects ? name : null,
        draft || state == ElementState.DRAFT);
  }

  void add(ChangeCode code, Impact impact, IndexAction index, String reason) {
    boolean lowered = draft && impact == Impact.BREAKING;
    all.add(
        new Change(
            code,
            lowered ? Impact.NEEDS_BACKFILL : impact,
            index,
            path,
            objectTypes,
            property,
            lowered ? reason + " (a draft until now)" : reason,
            List.of()));
  }

  /** A flag that gives something where it is set. */
  void gain(ChangeCode code, boolean before, boolean after, String what) {
    if (before != after) {
      add(
          code,
          after ? Impact.NEEDS_BACKFILL : Impact.BREAKING,
          IndexAction.REBUILD,
          after ? "Is " + what + " now" : "Is no longer " + what);
    }
  }

  void label(Label before, Label after) {
    if (!before.equals(after)) {
      add(ChangeCode.LABEL_CHANGED, Impact.SAFE, IndexAction.NONE, "Has other words for people");
    }
  }

  void state(ElementState before, ElementState after) {
    if (before == after) {
      return;
    }
    boolean withdrawn = after == ElementState.DRAFT;
    add(
        ChangeCode.STATE_CHANGED,
        withdrawn ? Impact.BREAKING : Impact.SAFE,
        IndexAction.NONE,
        "Was " + before.word() + " and is " + after.word());
  }
}

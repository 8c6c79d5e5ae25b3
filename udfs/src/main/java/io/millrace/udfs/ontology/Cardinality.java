package io.millrace.udfs.ontology;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many objects a link type joins, source first. */
public enum Cardinality {
  ONE_TO_ONE("1:1", false, false),
  /** A source has many targets, a target one source. */
  ONE_TO_MANY("1:n", false, true),
  /** A source has one target, a target many sources. */
  MANY_TO_ONE("n:1", true, false),
  MANY_TO_MANY("n:m", true, true);

  private final String word;
  private final boolean manySources;
  private final boolean manyTargets;

  Cardinality(String word, boolean manySources, boolean manyTargets) {
    this.word = word;
    this.manySources = manySources;
    this.manyTargets = manyTargets;
  }

  /** The name in documents. */
  public String word() {
    return word;
  }

  /** Whether a target may have many sources. */
  public boolean manySources() {
    return manySources;
  }

  /** Whether a source may have many targets. */
  public boolean manyTargets() {
    return manyTargets;
  }

  /** Whether whatever this allows the other allows too. */
  public boolean within(Cardinality other) {
    return (other.manySources || !manySources) && (other.manyTargets || !manyTargets);
  }

  /** All names in documents. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Cardinality::word).toList();
  }

  /** The one of this name, or null. */
  public static @Nullable Cardinality named(String word) {
    return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst().orElse(null);
  }
}

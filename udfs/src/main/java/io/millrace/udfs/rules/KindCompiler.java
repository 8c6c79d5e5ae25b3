package io.millrace.udfs.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one kind. */
public interface KindCompiler {
  /** Fields of the document that this kind has beside the common ones. */
  Set<String> fields();

  /**
   * Reads a rule. What is wrong is noted with the reader.
   *
   * @return null where something is wrong
   */
  @Nullable Rule compile(RuleReader reader);
}

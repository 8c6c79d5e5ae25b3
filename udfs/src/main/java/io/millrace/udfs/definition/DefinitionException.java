package io.millrace.udfs.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is no valid definition, with everything that is wrong with it. */
public final class DefinitionException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public DefinitionException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    return problems.stream()
        .map(p -> p.path().isEmpty() ? p.reason() : p.path() + ": " + p.reason())
        .collect(Collectors.joining("; "));
  }
}

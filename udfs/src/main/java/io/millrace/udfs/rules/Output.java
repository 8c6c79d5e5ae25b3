package io.millrace.udfs.rules;

import org.jspecify.annotations.Nullable;

/** What comes out of the engine. */
public interface Output {
  void alert(AlertChange change);

  void failed(Failure failure);

  /**
   * A rule could not judge.
   *
   * @param event what it failed on; null if on the passing of time
   * @param stopped whether the rule has been stopped for it
   */
  record Failure(RuleHead rule, Key key, @Nullable Event event, String reason, boolean stopped) {}
}

package io.millrace.udfs.rules;

/** Leaves to another context what it does not decide itself. */
public interface ForwardingContext extends Context {
  /** The other one. */
  Context host();

  @Override
  default RuleHead rule() {
    return host().rule();
  }

  @Override
  default Key key() {
    return host().key();
  }

  @Override
  default boolean draining() {
    return host().draining();
  }

  @Override
  default long watermark() {
    return host().watermark();
  }

  @Override
  default boolean starting() {
    return host().starting();
  }

  @Override
  default StoredEvent kept(Event event) {
    return host().kept(event);
  }

  @Override
  default void emit(AlertChange change) {
    host().emit(change);
  }

  @Override
  default void fail(String reason) {
    host().fail(reason);
  }
}

package io.millrace.udfs.codec;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** One context with one codec in it. A call that is stopped leaves it unusable. */
final class Session implements AutoCloseable {
  private final Context context;
  private final CodecLimits limits;
  private final Value harness;
  private final Value program;
  private boolean usable = true;

  Session(Source source, CodecLimits limits) {
    this.context = Sandbox.context();
    this.limits = limits;
    this.harness = context.eval(Program.HARNESS);
    this.program = context.eval(source);
  }

  /**
   * Runs a function of the harness under the limits.
   *
   * @param arguments strings and numbers only: nothing of the host goes in
   * @return what it gave: a string, a boolean, or null for undefined
   */
  @Nullable Object call(String function, Object... arguments) throws RefusedCallException {
    Object[] all = new Object[arguments.length + 1];
    all[0] = program;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Watch watch = Watchdog.INSTANCE.begin(context, limits);
    @Nullable Object value = null;
    @Nullable RefusedCallException failure = null;
    try {
      value = plain(harness.getMember(function).execute(all));
    } catch (PolyglotException e) {
      failure = failure(e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      failure = beyond(e);
    } finally {
      Watchdog.INSTANCE.end(watch);
    }
    RefusedCallException stopped = watch.finish();
    if (stopped != null) {
      usable = false;
      throw stopped;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /** Whether another call may run in it. */
  boolean usable() {
    return usable;
  }

  @Override
  public void close() {
    context.close(true);
  }

  private static @Nullable Object plain(Value value) {
    if (value.isString()) {
      return value.asString();
    }
    return value.isBoolean() ? (Object) value.asBoolean() : null;
  }

  private RefusedCallException failure(PolyglotException e) {
    if (e.isResourceExhausted() || e.isInternalError() || e.isCancelled()) {
      usable = false;
    }
    if (e.isResourceExhausted() && !text(e).contains("StackOverflow")) {
      return Watch.memory(limits);
    }
    return new RefusedCallException(CodecCode.CODEC_FAILED, Failures.describe(e));
  }

  private RefusedCallException beyond(Error e) {
    usable = false;
    return e instanceof OutOfMemoryError
        ? Watch.memory(limits)
        : new RefusedCallException(CodecCode.CODEC_FAILED, "It recursed too deep");
  }

  private static String text(PolyglotException e) {
    return String.valueOf(e.getMessage());
  }
}

package io.millrace.udfs.codec;

import java.lang.reflect.Field;
import org.graalvm.polyglot.Engine;

/**
 * Starts the engine so that it can live in a Flink job: a job's class loader is thrown away with
 * every restart, and what still refers to it then would fill the TaskManager's metaspace.
 */
final class EngineStart {
  /** Only the first class loader of a process can load it, and only a compiler would need it. */
  private static final String ATTACH_FAILURE = "polyglotimpl.AttachLibraryFailureAction";

  private EngineStart() {}

  static Engine engine() {
    if (System.getProperty(ATTACH_FAILURE) == null) {
      System.setProperty(ATTACH_FAILURE, "ignore");
    }
    preventShutdownHook();
    // Without its compiler, on purpose (ADR 0009): no need to warn of that.
    return Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  }

  /**
   * The engine registers a shutdown hook with the JVM, once for each class loader, and never takes
   * it back. All it does is to close engines that are still open; contexts without native
   * resources, as ours, need no such thing at the end of a process. CodecUnloadingTest fails when a
   * newer version of the engine has no such field any more.
   */
  private static void preventShutdownHook() {
    try {
      Field initialized = Engine.class.getDeclaredField("shutdownHookInitialized");
      initialized.setAccessible(true);
      initialized.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(EngineStart.class.getName())
          .log(System.Logger.Level.WARNING, "Class loaders that run codecs will stay", e);
    }
  }
}

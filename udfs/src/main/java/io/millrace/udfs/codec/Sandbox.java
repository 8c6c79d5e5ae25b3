package io.millrace.udfs.codec;

import java.io.OutputStream;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Where codecs run: JavaScript with nothing of the host. No class, file, network, process, thread,
 * environment or output; no code from strings; nothing that allocates much in one step.
 */
final class Sandbox {
  /** The engine outlives the codecs: it caches what it parsed, and starting one takes a second. */
  private static final Engine ENGINE = EngineStart.engine();

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          // One step cannot allocate beyond these; the watchdog sees what many steps do.
          Map.entry("js.string-length-limit", "4194304"),
          Map.entry("js.max-typed-array-length", "4194304"),
          Map.entry("js.max-apply-argument-length", "65535"),
          // Arithmetic on numbers of millions of digits cannot be interrupted.
          Map.entry("js.bigint", "false"),
          Map.entry("js.disable-eval", "true"),
          Map.entry("js.shared-array-buffer", "false"),
          Map.entry("js.atomics", "false"),
          // RegExp.$1 would carry text from one message to the next.
          Map.entry("js.regexp-static-result", "false"),
          Map.entry("js.graal-builtin", "false"),
          Map.entry("js.polyglot-builtin", "false"),
          Map.entry("js.java-package-globals", "false"),
          Map.entry("js.load", "false"),
          Map.entry("js.print", "false"),
          Map.entry("js.console", "false"),
          Map.entry("js.global-arguments", "false"),
          // A codec gives the same on every machine.
          Map.entry("js.locale", "en-US"),
          Map.entry("js.timezone", "UTC"));

  private Sandbox() {}

  static Context context() {
    return Context.newBuilder("js")
        .engine(ENGINE)
        .allowExperimentalOptions(true)
        .options(OPTIONS)
        .allowAllAccess(false)
        .allowHostAccess(HostAccess.NONE)
        .allowHostClassLookup(name -> false)
        .allowHostClassLoading(false)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowNativeAccess(false)
        .allowCreateProcess(false)
        .allowCreateThread(false)
        .allowInnerContextOptions(false)
        .out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream())
        .in(java.io.InputStream.nullInputStream())
        .build();
  }
}

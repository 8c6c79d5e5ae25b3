package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * A Flink job has class loaders of its own and gets new ones with every restart. What stayed of an
 * old one, be it a thread, would fill the metaspace of a TaskManager restart by restart.
 */
class CodecUnloadingTest {
  private static final int ROUNDS = 3;
  private static final long PATIENCE_MILLIS = 30_000;

  /** Runs within the loader of a job. */
  public static final class Job implements Callable<String> {
    @Override
    public String call() throws Exception {
      try (Codec codec = Run.body("if (input.fPort === 9) for (;;); return { data: { ok: 1 } };")) {
        return codec.decodeUplink(new byte[1], 1, Instant.EPOCH)
            + " "
            + codec.decodeUplink(new byte[1], 9, Instant.EPOCH);
      }
    }
  }

  /** The JVM itself lets go of one loader only as it loads with the next. */
  @Test
  void leavesNoClassBehind() throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      loaders.add(runInLoaderOfItsOwn());
    }
    awaitUnloading(loaders);
    assertThat(alive(loaders)).as("of " + ROUNDS + " class loaders").isLessThanOrEqualTo(1);
  }

  private static WeakReference<ClassLoader> runInLoaderOfItsOwn() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Object job = loader.loadClass(Job.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(job.getClass().getClassLoader()).isSameAs(loader);
      FutureTask<?> task = new FutureTask<>((Callable<?>) job);
      Thread subtask = new Thread(task, "subtask");
      subtask.setContextClassLoader(loader);
      subtask.start();
      assertThat((String) task.get()).contains("ok=1").contains("CODEC_TIMEOUT");
      subtask.join();
      return new WeakReference<>(loader);
    }
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static void awaitUnloading(List<WeakReference<ClassLoader>> loaders) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (alive(loaders) > 1 && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(200);
    }
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(CodecUnloadingTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}

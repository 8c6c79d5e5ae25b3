package io.millrace.service.stack;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A real S3Proxy on a folder; a bucket is a folder in it. */
public final class S3Server implements AutoCloseable {
  private static final String ACCESS_KEY = "millrace";
  private static final String SECRET_KEY = "millrace-test";
  private static final Path HOME = Path.of("../.millrace/servers/s3");

  private final Path folder;
  private final int port = Ports.free();
  private ServerProcess process;

  /**
   * @param folder for its buckets, settings and log
   */
  public S3Server(Path folder) throws IOException {
    this.folder = folder;
    start();
  }

  /** Starts it, again on the same port. */
  public void start() throws IOException {
    Path settings = folder.resolve("s3proxy.properties");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, ACCESS_KEY, SECRET_KEY, folder.toAbsolutePath()));
    process =
        new ServerProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString()),
            Map.of(),
            folder.resolve("s3.log"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
              }
            });
  }

  private static String classpath() throws IOException {
    return Arrays.stream(Files.readString(HOME.resolve("classpath")).strip().split(":"))
        .map(jar -> HOME.resolve(jar).toString())
        .collect(Collectors.joining(":"));
  }

  /** The folder that is a bucket of this name. */
  public Path bucket(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** The settings of the service's data sets. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("millrace.datasets.endpoint", "http://127.0.0.1:" + port);
    settings.put("millrace.datasets.region", "us-east-1");
    settings.put("millrace.datasets.access-key", ACCESS_KEY);
    settings.put("millrace.datasets.secret-key", SECRET_KEY);
    return settings;
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.millrace.local.cli;

import io.millrace.local.config.ConfigSources;
import io.millrace.local.config.PortName;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.StackConfig;
import io.millrace.local.stack.Progress;
import io.millrace.local.stack.Stack;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
public final class StackOptions {
  @Option(
      names = "--port",
      paramLabel = "NAME=PORT",
      description = {
        "A port other than the standard one; may be repeated. Names: kafka, kafka-controller,"
            + " registry, postgres, elasticsearch, elasticsearch-transport, flink, flink-rpc,"
            + " s3, service, mqtt, bridge.",
        "Lasting: MILLRACE_KAFKA_PORT and the like, or port.kafka=… in .millrace/config.properties."
      })
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  /** Its ports and folders. */
  public StackConfig config() {
    Map<PortName, Integer> named = new EnumMap<>(PortName.class);
    ports.forEach((name, port) -> named.put(PortName.of(name), port));
    return new ConfigSources(System.getenv(), named).read(RepositoryRoot.find());
  }

  /** The stack, not started. */
  public Stack stack(Progress progress) {
    return new Stack(config(), progress);
  }
}

package io.millrace.service.stack;

import io.millrace.service.ServiceApplication;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in this JVM on a free port. */
public final class RunningService implements AutoCloseable {
  private static RunningService shared;

  private final ConfigurableApplicationContext context;
  private final Api api;

  private RunningService(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("millrace.service.port", "0");
    String[] arguments =
        all.entrySet().stream()
            .map(e -> "--" + e.getKey() + "=" + e.getValue())
            .toArray(String[]::new);
    context = SpringApplication.run(ServiceApplication.class, arguments);
    api = new Api("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** One that is started with the first call and serves all tests that can share it. */
  public static synchronized RunningService shared() throws Exception {
    if (shared == null) {
      Stack stack = Stack.shared();
      shared = start(stack.settings(stack.createDatabase("shared")));
    }
    return shared;
  }

  /** One of its own. */
  public static RunningService start(Map<String, String> settings) {
    return new RunningService(settings);
  }

  public Api api() {
    return api;
  }

  @Override
  public void close() {
    context.close();
  }
}

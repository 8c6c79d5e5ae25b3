package io.millrace.local.e2e;

import io.millrace.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all end-to-end tests of a run, on free ports, stopped when the last one is done.
 */
final class RunningStack implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RunningStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Started.class, key -> new Started(), Started.class)
        .stack;
  }

  private static final class Started implements CloseableResource {
    private final Stack stack;

    Started() {
      try {
        Path home = Files.createTempDirectory(Path.of("target"), "stack-");
        stack = Stack.isolated(home);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      stack.up();
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}

package io.millrace.udfs.expression.function;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that expressions have beyond CEL's own; safe for use by many threads. */
public final class MappingFunction {
  /** Settings that messages bring along are parsed once while they recur. */
  private static final int KEPT = 1_000;

  private final String name;
  private final List<CelOverloadDecl> overloads;
  private final int firstSetting;
  private final boolean takesNull;
  private final Preparation preparation;
  private final Cache<List<@Nullable Object>, FunctionBody> prepared =
      CacheBuilder.newBuilder().maximumSize(KEPT).build();

  /**
   * A function.
   *
   * @param firstSetting from this argument on they are settings
   * @param takesNull whether null is a value to it; else a null argument counts as missing
   */
  MappingFunction(
      String name,
      List<CelOverloadDecl> overloads,
      int firstSetting,
      boolean takesNull,
      Preparation preparation) {
    this.name = name;
    this.overloads = List.copyOf(overloads);
    this.firstSetting = firstSetting;
    this.takesNull = takesNull;
    this.preparation = preparation;
  }

  public String name() {
    return name;
  }

  /** What CEL's type checker sees. */
  public CelFunctionDecl declaration() {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  /** Its signatures. */
  public List<CelOverloadDecl> overloads() {
    return overloads;
  }

  /** Whether it can be called with so many arguments, a receiver counted. */
  public boolean takes(int arguments) {
    return overloads.stream().anyMatch(o -> o.parameterTypes().size() == arguments);
  }

  /** The index from which on arguments are settings: where they are constant, prepare once. */
  public int firstSetting() {
    return firstSetting;
  }

  /**
   * The function for constant settings.
   *
   * @throws ExpressionException if they are malformed
   */
  public FunctionBody prepare(@Nullable Object[] settings) throws ExpressionException {
    for (Object setting : settings) {
      if (setting == null) {
        throw ExpressionException.missing("An argument of " + name + "() is null");
      }
    }
    return guarded(preparation.prepare(settings));
  }

  /**
   * Calls it where the settings are known only now.
   *
   * @throws ExpressionException if it has no value
   */
  public @Nullable Object call(@Nullable Object[] arguments) throws ExpressionException {
    int from = Math.min(firstSetting, arguments.length);
    List<@Nullable Object> settings =
        new ArrayList<>(Arrays.asList(arguments).subList(from, arguments.length));
    FunctionBody body = prepared.getIfPresent(settings);
    if (body == null) {
      body = prepare(settings.toArray());
      prepared.put(settings, body);
    }
    return body.apply(arguments);
  }

  private FunctionBody guarded(FunctionBody body) {
    if (takesNull) {
      return body;
    }
    return arguments -> {
      for (Object argument : arguments) {
        if (argument == null) {
          throw ExpressionException.missing("An argument of " + name + "() is null");
        }
      }
      return body.apply(arguments);
    };
  }
}

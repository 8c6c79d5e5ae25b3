package io.millrace.bridge.dispatch;

import io.millrace.bridge.option.Option;
import io.millrace.bridge.option.OptionType;
import java.time.Duration;
import java.util.List;

/** What can be set of the delivery of commands. */
public final class DispatchOptions {
  private static final int MOST_ATTEMPTS = 100;
  private static final int MOST_COMMANDS = 1_000_000;

  public static final Option<Boolean> ENABLED =
      Option.of("dispatch.enabled", OptionType.FLAG, true, "Whether commands are delivered");

  public static final Option<String> REGISTRY_URL =
      Option.of(
          "registry.url",
          OptionType.TEXT,
          "http://127.0.0.1:8081",
          "Base of the schema registry's Confluent API; user:password@ is sent as basic"
              + " authentication");

  public static final Option<String> GROUP =
      Option.of(
          "dispatch.group",
          OptionType.TEXT,
          "millrace-dispatcher",
          "Consumer group; bridges of one group share the devices");

  public static final Option<Integer> ATTEMPTS =
      Option.of(
          "dispatch.attempts",
          OptionType.number(1, MOST_ATTEMPTS),
          3,
          "How often a command is tried before it is a dead letter");

  public static final Option<Duration> BACKOFF_FIRST =
      Option.of(
          "dispatch.backoff.first-delay",
          OptionType.DURATION,
          Duration.ofSeconds(1),
          "Longest wait before the second try; doubles with each, and a random part is taken off");

  public static final Option<Duration> BACKOFF_LONGEST =
      Option.of(
          "dispatch.backoff.longest-delay",
          OptionType.DURATION,
          Duration.ofSeconds(30),
          "The wait does not grow beyond this");

  public static final Option<Duration> TIMEOUT =
      Option.of(
          "dispatch.timeout",
          OptionType.DURATION,
          Duration.ofSeconds(10),
          "A try that has no answer after this time has failed");

  public static final Option<Integer> MAX_IN_FLIGHT =
      Option.of(
          "dispatch.max-in-flight",
          OptionType.number(1, MOST_COMMANDS),
          256,
          "Commands on their way at once, each to another device");

  public static final Option<Integer> MAX_OUTSTANDING =
      Option.of(
          "dispatch.max-outstanding",
          OptionType.number(1, MOST_COMMANDS),
          10_000,
          "Commands read from Kafka and not yet done with; above it no more are read");

  public static final Option<Integer> DEVICE_BACKLOG =
      Option.of(
          "dispatch.device-backlog",
          OptionType.number(1, MOST_COMMANDS),
          1_000,
          "Commands that wait for one device; more fail at once, so that it does not hold up the"
              + " others");

  public static final Option<String> ALLOWED_HOSTS =
      Option.of(
          "dispatch.allowed-hosts",
          OptionType.TEXT,
          "",
          "Hosts that webhooks and hubs may be at, comma-separated: host, host:port or *.domain;"
              + " empty for any");

  public static final Option<String> SECRET =
      Option.secret(
          "dispatch.secret.*",
          "A secret that devices name: signs their webhooks, or is their hub's access token");

  public static final List<Option<?>> ALL =
      List.of(
          ENABLED,
          REGISTRY_URL,
          GROUP,
          ATTEMPTS,
          BACKOFF_FIRST,
          BACKOFF_LONGEST,
          TIMEOUT,
          MAX_IN_FLIGHT,
          MAX_OUTSTANDING,
          DEVICE_BACKLOG,
          ALLOWED_HOSTS,
          SECRET);

  private DispatchOptions() {}
}

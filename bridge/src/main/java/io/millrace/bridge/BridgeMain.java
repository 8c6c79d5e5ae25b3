package io.millrace.bridge;

import io.millrace.bridge.option.OptionException;
import io.millrace.bridge.option.OptionSources;
import io.millrace.bridge.option.OptionValues;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The bridge as a process; runs until it is told to end. */
public final class BridgeMain {
  private static final int USAGE = 2;

  private BridgeMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println("Options, as flags, in the file of --config FILE, or in the environment:");
      System.out.println(BridgeOptions.ALL.table());
      return;
    }
    try {
      run(OptionSources.read(BridgeOptions.ALL, List.of(args), System.getenv()));
    } catch (OptionException e) {
      System.err.println("mqtt-bridge: " + e.getMessage());
      System.exit(USAGE);
    }
  }

  private static void run(OptionValues values) throws InterruptedException {
    Bridge bridge = new Bridge();
    Runtime.getRuntime().addShutdownHook(new Thread(bridge::close, "shutdown"));
    bridge.start(Parts.of(values));
    new CountDownLatch(1).await();
  }
}

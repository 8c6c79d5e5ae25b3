package io.millrace.local.demo;

import io.millrace.local.config.Addresses;
import io.millrace.local.flink.RunningJob;
import io.millrace.local.process.StackLock;
import io.millrace.local.stack.ServerState;
import io.millrace.local.stack.Stack;
import io.millrace.local.stack.StopAtExit;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The embedded stack. */
final class StackTarget implements DemoTarget {
  private final Stack stack;

  StackTarget(Stack stack) {
    this.stack = stack;
  }

  /** A stack of which a part runs is completed, but does not count as down. */
  @Override
  public boolean startIfDown(PrintStream progress) {
    List<ServerState> servers = stack.state();
    if (servers.stream().allMatch(ServerState::ready) && jobsRun()) {
      progress.println("The stack is up");
      return false;
    }
    boolean down = servers.stream().noneMatch(server -> server.process().isPresent());
    progress.println("Bringing the stack up");
    try (StackLock lock = stack.lock();
        StopAtExit untilUp = stack.stopAtExit()) {
      stack.up();
    }
    return down;
  }

  private boolean jobsRun() {
    List<RunningJob> jobs = stack.jobs();
    return !jobs.isEmpty() && jobs.stream().allMatch(RunningJob::isRunning);
  }

  @Override
  public DemoEndpoints endpoints() {
    Addresses at = stack.addresses();
    return new DemoEndpoints(
        at.kafkaBootstrap(),
        at.registryUrl(),
        at.serviceUrl(),
        at.flinkUrl(),
        at.elasticsearchUrl());
  }

  @Override
  public Map<String, Long> serverPids() {
    Map<String, Long> pids = new TreeMap<>();
    for (ServerState server : stack.state()) {
      server.process().ifPresent(process -> pids.put(server.name().id(), process.pid()));
    }
    return pids;
  }

  @Override
  public void stop() {
    try (StackLock lock = stack.lock()) {
      stack.stop();
    }
  }
}

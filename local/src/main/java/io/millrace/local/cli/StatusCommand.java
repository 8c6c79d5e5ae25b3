package io.millrace.local.cli;

import io.millrace.local.config.ServerName;
import io.millrace.local.flink.RunningJob;
import io.millrace.local.stack.Progress;
import io.millrace.local.stack.ServerState;
import io.millrace.local.stack.Stack;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how the stack does. */
@Command(
    name = "status",
    description = "Shows servers and jobs. Exit status 0 if all are ready and run, else 3.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final int NOT_UP = 3;
  @Mixin private StackOptions options = new StackOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack(Progress.SILENT);
    List<ServerState> servers = stack.state();
    new StackTable(stack.addresses()).print(servers, out);
    boolean up = servers.stream().allMatch(ServerState::ready);
    if (servers.stream().anyMatch(s -> s.name() == ServerName.JOBMANAGER && s.ready())) {
      up &= printJobs(stack.jobs(), out);
    }
    out.flush();
    return up ? 0 : NOT_UP;
  }

  private static boolean printJobs(List<RunningJob> jobs, PrintWriter out) {
    out.printf("%n%-20s %-12s %7s  %s%n", "JOB", "STATE", "TASKS", "ID");
    for (RunningJob job : jobs) {
      out.printf(
          "%-20s %-12s %3d/%-3d  %s%n",
          job.name(), job.state(), job.runningTasks(), job.tasks(), job.id());
    }
    return !jobs.isEmpty() && jobs.stream().allMatch(RunningJob::isRunning);
  }
}

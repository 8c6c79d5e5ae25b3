package io.millrace.jobs.runtime;

import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionValues;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the mains have in common: options, help, environment, submission. */
public final class JobMain {
  private JobMain() {}

  /**
   * Submits a job, or prints its options if {@code --help} is among the arguments.
   *
   * @param name the job's name on the cluster
   * @param build adds the topology to the environment
   * @throws io.millrace.jobs.runtime.option.OptionException for arguments that cannot be used
   */
  public static void run(
      String name,
      String[] args,
      OptionSet options,
      BiConsumer<StreamExecutionEnvironment, OptionValues> build)
      throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.println(name + "\n" + options.table());
      return;
    }
    OptionValues values = options.parse(args);
    StreamExecutionEnvironment env = JobEnvironment.of(values);
    build.accept(env, values);
    env.execute(name);
  }
}

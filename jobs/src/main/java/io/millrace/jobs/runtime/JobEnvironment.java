package io.millrace.jobs.runtime;

import io.millrace.jobs.runtime.option.OptionValues;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The environment of a job: the cluster's, with what every job here relies on. */
public final class JobEnvironment {
  /** Of the state backend's own options; its classes are the cluster's and not here. */
  private static final ConfigOption<Boolean> BLOOM_FILTER =
      ConfigOptions.key("state.backend.rocksdb.use-bloom-filter").booleanType().defaultValue(false);

  private JobEnvironment() {}

  /**
   * Kryo is off, for its state does not survive a change of classes; generated uids are off, for
   * with them a changed graph loses its state. Operators of a chain hand on objects and not copies
   * of them: none here changes what it got or gave, and the copy of an Avro record costs more than
   * most operators do. With RocksDB, a bloom filter says which files cannot have a key: all state
   * here is read by key, and with a million keys that is a tenth of the time.
   */
  public static Configuration strict() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(BLOOM_FILTER, true);
    return configuration;
  }

  public static StreamExecutionEnvironment of(OptionValues options) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(strict());
    int parallelism = options.get(CommonOptions.PARALLELISM);
    if (parallelism > 0) {
      env.setParallelism(parallelism);
    }
    return env;
  }
}

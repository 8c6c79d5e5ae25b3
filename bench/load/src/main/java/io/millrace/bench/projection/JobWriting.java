package io.millrace.bench.projection;

import io.millrace.bench.flink.LocalFlink;
import io.millrace.jobs.projection.ProjectionOptions;
import io.millrace.jobs.projection.ProjectionSinks;
import io.millrace.jobs.projection.ProjectionSources;
import io.millrace.jobs.projection.ProjectionTopology;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.elasticsearch.DocumentSink;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The projection job with object events alone and checkpoints, in this JVM. */
final class JobWriting implements Writing {
  private static final long CHECKPOINT_MILLIS = 1_000;
  private final JobClient job;

  private JobWriting(JobClient job) {
    this.job = job;
  }

  /** As fast as it can. */
  static Writing start(String elasticsearch, ObjectLoop loop, int parallelism) throws Exception {
    return start(elasticsearch, loop, parallelism, RateLimiterStrategy.noOp());
  }

  static Writing start(
      String elasticsearch, ObjectLoop loop, int parallelism, RateLimiterStrategy<?> rate)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, LocalFlink.configuration("hashmap"));
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    ProjectionTopology.build(
        env, sources(loop, rate), sinks(elasticsearch), SerializableClock.system());
    return new JobWriting(env.executeAsync("projection"));
  }

  private static ProjectionSources sources(ObjectLoop loop, RateLimiterStrategy<?> rate) {
    return new ProjectionSources(
        new DataGeneratorSource<>(loop, Long.MAX_VALUE, rate, Decoded.type(ObjectEvent.class)),
        none(ObjectFinding.class),
        none(Alert.class),
        none(Alert.class),
        none(DeadLetter.class),
        none(ObjectCommand.class),
        none(DeviceCommand.class),
        none(CommandOutcome.class));
  }

  private static <T extends SpecificRecordBase> Source<Decoded<T>, ?, ?> none(Class<T> type) {
    GeneratorFunction<Long, Decoded<T>> nothing =
        index -> {
          throw new IllegalStateException("There is none");
        };
    return new DataGeneratorSource<>(nothing, 0, Decoded.type(type));
  }

  static ProjectionSinks sinks(String elasticsearch) {
    String[] arguments = {"--elasticsearch.url", elasticsearch};
    ElasticsearchSettings settings =
        ElasticsearchSettings.of(ProjectionOptions.SET.parse(arguments));
    return new ProjectionSinks(
        new DocumentSink(settings, Refusing::new, SerializableClock.system()),
        new DiscardingSink<>());
  }

  @Override
  public void close() throws Exception {
    job.cancel().get(1, TimeUnit.MINUTES);
  }
}

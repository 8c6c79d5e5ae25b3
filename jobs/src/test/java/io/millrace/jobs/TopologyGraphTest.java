package io.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.dataset.DatasetOptions;
import io.millrace.jobs.dataset.DatasetSinks;
import io.millrace.jobs.dataset.DatasetSources;
import io.millrace.jobs.dataset.DatasetTopology;
import io.millrace.jobs.dispatch.DispatchOptions;
import io.millrace.jobs.dispatch.DispatchSinks;
import io.millrace.jobs.dispatch.DispatchSources;
import io.millrace.jobs.dispatch.DispatchTopology;
import io.millrace.jobs.ingest.IngestOptions;
import io.millrace.jobs.ingest.IngestSinks;
import io.millrace.jobs.ingest.IngestSources;
import io.millrace.jobs.ingest.IngestTopology;
import io.millrace.jobs.objectify.ObjectifyOptions;
import io.millrace.jobs.objectify.ObjectifySinks;
import io.millrace.jobs.objectify.ObjectifySources;
import io.millrace.jobs.objectify.ObjectifyTopology;
import io.millrace.jobs.projection.ProjectionOptions;
import io.millrace.jobs.projection.ProjectionSinks;
import io.millrace.jobs.projection.ProjectionSources;
import io.millrace.jobs.projection.ProjectionTopology;
import io.millrace.jobs.rules.RulesOptions;
import io.millrace.jobs.rules.RulesSinks;
import io.millrace.jobs.rules.RulesSources;
import io.millrace.jobs.rules.RulesTopology;
import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.jobs.runtime.SerializableClock;
import io.millrace.jobs.runtime.elasticsearch.ElasticsearchSettings;
import io.millrace.jobs.runtime.kafka.KafkaSettings;
import io.millrace.jobs.runtime.option.OptionSet;
import io.millrace.jobs.runtime.option.OptionValues;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The graphs that the mains submit, with their real sources and sinks. */
class TopologyGraphTest {
  private static final SerializableClock CLOCK = SerializableClock.system();

  static Stream<Arguments> jobs() {
    return Stream.of("at-least-once", "exactly-once")
        .flatMap(
            guarantee ->
                Stream.of(
                    job("ingest", guarantee, IngestOptions.SET, TopologyGraphTest::ingest),
                    job("rules", guarantee, RulesOptions.SET, TopologyGraphTest::rules),
                    job("objectify", guarantee, ObjectifyOptions.SET, TopologyGraphTest::objectify),
                    job("dispatch", guarantee, DispatchOptions.SET, TopologyGraphTest::dispatch),
                    job("dataset", guarantee, DatasetOptions.SET, TopologyGraphTest::dataset),
                    job(
                        "projection",
                        guarantee,
                        ProjectionOptions.SET,
                        TopologyGraphTest::projection)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("jobs")
  void every_operator_has_a_uid_of_its_own(
      String name,
      String guarantee,
      OptionSet options,
      BiConsumer<StreamExecutionEnvironment, OptionValues> build) {
    OptionValues values = options.parse("--delivery.guarantee", guarantee, "--parallelism", "2");
    StreamExecutionEnvironment env = JobEnvironment.of(values);
    build.accept(env, values);
    StreamGraph graph = env.getStreamGraph();
    Collection<StreamNode> nodes = graph.getStreamNodes();
    assertThat(nodes).hasSizeGreaterThan(4);
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID())
                    .as(node.getOperatorName())
                    .isNotBlank()
                    .doesNotContain("io.millrace"));
    assertThat(nodes.stream().map(StreamNode::getTransformationUID)).doesNotHaveDuplicates();
    // Fails where a uid is missing or a type needs Kryo.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  private static Arguments job(
      String name,
      String guarantee,
      OptionSet options,
      BiConsumer<StreamExecutionEnvironment, OptionValues> build) {
    return Arguments.of(name, guarantee, options, build);
  }

  private static void ingest(StreamExecutionEnvironment env, OptionValues values) {
    KafkaSettings kafka = KafkaSettings.of("ingest", values);
    IngestTopology.build(
        env,
        IngestSources.of(kafka, IngestOptions.of(values)),
        IngestSinks.of(kafka),
        IngestOptions.of(values));
  }

  private static void rules(StreamExecutionEnvironment env, OptionValues values) {
    KafkaSettings kafka = KafkaSettings.of("rules", values);
    RulesTopology.build(
        env, RulesSources.of(kafka), RulesSinks.of(kafka), RulesOptions.timing(values), CLOCK);
  }

  private static void objectify(StreamExecutionEnvironment env, OptionValues values) {
    KafkaSettings kafka = KafkaSettings.of("objectify", values);
    ObjectifyTopology.build(
        env, ObjectifySources.of(kafka), ObjectifySinks.of(kafka), ObjectifyOptions.of(values));
  }

  private static void dispatch(StreamExecutionEnvironment env, OptionValues values) {
    KafkaSettings kafka = KafkaSettings.of("dispatch", values);
    DispatchTopology.build(
        env, DispatchSources.of(kafka), DispatchSinks.of(kafka), DispatchOptions.of(values));
  }

  private static void dataset(StreamExecutionEnvironment env, OptionValues values) {
    DatasetTopology.build(
        env,
        DatasetSources.of(DatasetOptions.of(values)),
        DatasetSinks.of(KafkaSettings.of("dataset", values)));
  }

  private static void projection(StreamExecutionEnvironment env, OptionValues values) {
    KafkaSettings kafka = KafkaSettings.of("projection", values);
    ProjectionSinks sinks = ProjectionSinks.of(kafka, ElasticsearchSettings.of(values));
    ProjectionTopology.build(env, ProjectionSources.of(kafka), sinks, CLOCK);
  }
}

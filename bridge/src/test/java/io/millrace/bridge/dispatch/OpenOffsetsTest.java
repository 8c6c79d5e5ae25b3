package io.millrace.bridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenOffsetsTest {
  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private final OpenOffsets offsets = new OpenOffsets();

  @Test
  void commits_up_to_the_lowest_that_is_open() {
    begin(P0, 5, 9);
    end(P0, 6, 8);
    assertThat(offsets.commit()).isEqualTo(at(P0, 5));
    end(P0, 5);
    assertThat(offsets.commit()).isEqualTo(at(P0, 7));
    end(P0, 7, 9);
    assertThat(offsets.commit()).isEqualTo(at(P0, 10));
    assertThat(offsets.commit()).as("said once").isEmpty();
    assertThat(offsets.open()).isZero();
  }

  @Test
  void a_gap_in_the_offsets_as_transactions_leave_them_is_no_open_record() {
    offsets.begin(P0, 5);
    offsets.begin(P0, 11);
    end(P0, 5);
    assertThat(offsets.commit()).isEqualTo(at(P0, 11));
    end(P0, 11);
    assertThat(offsets.commit()).isEqualTo(at(P0, 12));
  }

  @Test
  void a_commit_that_did_not_come_through_is_said_again() {
    begin(P0, 0, 3);
    end(P0, 0, 1, 2, 3);
    assertThat(offsets.commit()).isEqualTo(at(P0, 4));
    offsets.uncommitted();
    assertThat(offsets.commit()).isEqualTo(at(P0, 4));
  }

  @Test
  void partitions_of_others_are_forgotten_and_late_ends_change_nothing() {
    begin(P0, 0, 3);
    begin(P1, 0, 1);
    offsets.forget(java.util.List.of(P0));
    assertThat(offsets.open()).isEqualTo(2);
    end(P0, 0, 1, 2, 3);
    assertThat(offsets.open()).isEqualTo(2);
    end(P1, 0);
    assertThat(offsets.commit()).isEqualTo(at(P1, 1));
  }

  private void begin(TopicPartition partition, long from, long to) {
    LongStream.rangeClosed(from, to).forEach(offset -> offsets.begin(partition, offset));
  }

  private void end(TopicPartition partition, long... ended) {
    LongStream.of(ended).forEach(offset -> offsets.end(partition, offset));
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
    return Map.of(partition, new OffsetAndMetadata(offset));
  }
}

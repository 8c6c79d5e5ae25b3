package io.millrace.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFsTest {
  private static final String STAT =
      "4242 (a (strange) name) %s 1 4242 4242 0 -1 4228108 1 0 0 0 3 1 0 0 20 0 %d 0 99 0 0";

  @Test
  void aProcessThatOnlyWaitsForItsParentHasEnded() {
    assertThat(ProcFs.isZombie(STAT.formatted("Z", 1))).isTrue();
    assertThat(ProcFs.isZombie(STAT.formatted("Z", 0))).isTrue();
  }

  /** Seen: a killed registry's port was still taken when its first thread had ended. */
  @Test
  void aKilledProcessWhoseThreadsStillEndHasNot() {
    assertThat(ProcFs.isZombie(STAT.formatted("Z", 31))).isFalse();
  }

  @Test
  void aRunningOneHasNot() {
    assertThat(ProcFs.isZombie(STAT.formatted("S", 1))).isFalse();
    assertThat(ProcFs.runs(ProcessHandle.current())).isTrue();
  }
}

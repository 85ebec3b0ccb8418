package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.workflow.contract.AccountJobs.Listed;
import io.tidegate.workflow.contract.JobState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPagesTest {
  private final List<Integer> asked = new ArrayList<>();

  @Test
  void pagesAreReadUntilTheAnnouncedNumberIsThereThoughOneIsShort() {
    assertThat(read(10, 4, "a b", "c", "d")).containsExactly("a", "b", "c", "d");
    assertThat(asked).containsExactly(1, 2, 3);
  }

  @Test
  void withoutAnAnnouncementAPageWithNothingNewIsTheLast() {
    assertThat(read(10, -1, "a b", "b", "c")).containsExactly("a", "b");
    assertThat(read(10, -1, "a", "")).containsExactly("a");
  }

  @Test
  void whatMovedToALaterPageIsThereOnceAsItWasSeenLast() {
    List<Listed> found =
        JobPages.read(
            10,
            page ->
                new JobPages.Page(
                    page > 2
                        ? List.of()
                        : List.of(
                            JobPages.listed("a", "orders", JobState.MOVING, "page " + page),
                            JobPages.listed("only " + page, "", JobState.MOVING, "")),
                    3));

    assertThat(found).extracting(Listed::job).containsExactly("a", "only 1", "only 2");
    assertThat(found.get(0).status()).isEqualTo("page 2");
  }

  @Test
  void oneMoreThanWantedSaysThatThereAreMore() {
    assertThat(read(2, 9, "a b", "c d", "e f")).containsExactly("a", "b", "c", "d");
    assertThat(asked).containsExactly(1, 2);
  }

  @Test
  void aListThatIsShorterThanAnnouncedEnds() {
    assertThat(read(10, 9, "a", "")).containsExactly("a");
  }

  private List<String> read(int most, long total, String... pages) {
    return JobPages.read(
            most,
            number -> {
              asked.add(number);
              return new JobPages.Page(
                  Arrays.stream(pages[number - 1].split(" "))
                      .filter(id -> !id.isEmpty())
                      .map(id -> JobPages.listed(id, "", JobState.MOVING, "moving"))
                      .toList(),
                  total);
            })
        .stream()
        .map(Listed::job)
        .toList();
  }
}

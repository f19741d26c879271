package cn.civilaffairs.casework.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDrawTests {

    private static final String SEED = "00112233445566778899aabbccddeeff";

    /** Benefits handbook, example E28. */
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "10, 3", "11, 4"})
    void takesThirtyPercentRoundedUpAndAtLeastOne_E28(int cases, int drawn) {
        assertThat(SampleDraw.size(30, cases)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0", "30, 0, 0", "100, 5, 5", "1, 5, 1", "1, 101, 2"})
    void takesNothingOfNothingAndNeverMoreThanThereIs(int percent, int cases, int drawn) {
        assertThat(SampleDraw.size(percent, cases)).isEqualTo(drawn);
    }

    /** Made with {@code printf '%s' '<seed>:2026-000001' | sha256sum}, so that anybody may check the product by hand. */
    @Test
    void hashesTheCaseNumberBehindTheSeed() {
        assertThat(SampleDraw.draw(SEED, List.of("2026-000001"), 1).get(0).digest())
                .isEqualTo("4846b5249ad28a2af25c03f6db467ed77cb18f7fe8b9eac5ede330db50de5c30");
    }

    @Test
    void doesNotCareInWhichOrderTheCasesLie() {
        List<String> cases =
                IntStream.rangeClosed(1, 40).mapToObj("2026-%06d"::formatted).toList();
        List<SampleDraw.Ticket> drawn = SampleDraw.draw(SEED, cases, 12);
        List<String> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(SampleDraw.draw(SEED, shuffled, 12)).isEqualTo(drawn);
        assertThat(drawn).filteredOn(SampleDraw.Ticket::picked).hasSize(12);
        assertThat(drawn).extracting(SampleDraw.Ticket::digest).isSorted();
    }

    @Test
    void drawsOthersWithAnotherSeed() {
        List<String> cases =
                IntStream.rangeClosed(1, 40).mapToObj("2026-%06d"::formatted).toList();

        assertThat(SampleDraw.draw("ffeeddccbbaa99887766554433221100", cases, 12))
                .isNotEqualTo(SampleDraw.draw(SEED, cases, 12));
    }
}

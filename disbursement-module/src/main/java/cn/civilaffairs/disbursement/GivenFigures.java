package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Figures somebody else has published, to be checked like our own (外来数字勾稽): a total, and the parts it is said to be of.
 *
 * @param explanation why they differ, once somebody has found out
 */
public record GivenFigures(
        UUID id,
        String title,
        String source,
        @Nullable String explanation,
        String madeByName,
        Instant madeAt,
        List<Row> rows) {

    public GivenFigures {
        rows = List.copyOf(rows);
    }

    /** @param total whether it is the total rather than a part of it */
    public record Row(boolean total, String name, int households, int persons) {}

    public Row total() {
        return rows.stream().filter(Row::total).findFirst().orElseThrow();
    }

    public List<Row> parts() {
        return rows.stream().filter(row -> !row.total()).toList();
    }

    public Sums sums() {
        return Sums.of(rows);
    }

    /**
     * What the parts come to, and by how much that is not the total. 枞阳's report of 2023 says 522 households and 704 people
     * left, 266/311 by death and 278/391 otherwise: 544 and 702, 22 households too many and 2 people too few (handbook §10).
     *
     * @param overHouseholds parts less total, in 户
     * @param overPersons parts less total, in 人
     */
    public record Sums(int households, int persons, int overHouseholds, int overPersons) {

        static Sums of(List<Row> rows) {
            int households = 0;
            int persons = 0;
            int ofHouseholds = 0;
            int ofPersons = 0;
            for (Row row : rows) {
                if (row.total()) {
                    ofHouseholds += row.households();
                    ofPersons += row.persons();
                } else {
                    households += row.households();
                    persons += row.persons();
                }
            }
            return new Sums(households, persons, households - ofHouseholds, persons - ofPersons);
        }

        public boolean agrees() {
            return overHouseholds == 0 && overPersons == 0;
        }

        /** {@code +22 户,−2 人} */
        public String words() {
            return signed(overHouseholds) + " 户，" + signed(overPersons) + " 人";
        }

        private static String signed(int difference) {
            return difference > 0 ? "+" + difference : difference < 0 ? "−" + -difference : "0";
        }
    }
}

package cn.civilaffairs.registry.resident;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of the benefits handbook §9; none is a person's. */
class IdentityDocumentTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "11010519491231002x",
                "340823195602299994",
                "331004194408179982",
                "511902201603069992",
                " 1101051949 1231002Ｘ​ "
            })
    void acceptsRightNumbersHoweverTheyAreSpelled(String number) {
        assertThat(new IdentityDocument(IdType.CITIZEN, number).asIdNumber()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, id.check-character",
        "340823195702299991, id.birth-date",
        "1101051949123100, id.length",
        "1101051949123l002X, id.characters",
        "'', id.length",
    })
    void saysWhatIsWrongWithANumber(String number, String key) {
        refused(key, () -> new IdentityDocument(IdType.CITIZEN, number));
    }

    @Test
    void tellsSexAndBirthDate() {
        IdentityDocument document = new IdentityDocument(IdType.CITIZEN, "340823195602299994");

        assertThat(document.birthDate()).contains(LocalDate.of(1956, 2, 29));
        assertThat(document.sex()).contains(Sex.MALE);
        assertThat(document).hasToString("340823************");
    }

    @Test
    void turnsFifteenDigitsIntoEighteen() {
        assertThat(IdentityDocument.ofFormerNumber("110105491231002").number()).isEqualTo("11010519491231002X");
    }

    @Test
    void asksResidencePermitsForTheirPrefix() {
        refused(
                "id.residence-permit-prefix",
                () -> new IdentityDocument(IdType.RESIDENCE_PERMIT, "11010519491231002X"));
    }

    @Test
    void readsDisabilityCardsOfTheHolderOnly() {
        IdentityDocument holder = new IdentityDocument(IdType.CITIZEN, "11010519491231002X");

        Disability card = Disability.of("11010519491231002x44", holder);

        assertThat(card.kind()).isEqualTo(4);
        assertThat(card.grade()).isEqualTo(4);
        assertThat(card.isSevere()).isFalse();
        assertThat(Disability.of("11010519491231002X62B1", holder).isSevere()).isTrue();
        refused("disability.format", () -> Disability.of("11010519491231002X84", holder));
        refused("disability.other-person", () -> Disability.of("34082319560229999444", holder));
    }

    @ParameterizedTest
    @CsvSource({"6228480000001234566, true", "6217000000000000012, true", "6228480000001234567, false"})
    void judgesTheCheckDigitOfBankCards(String number, boolean passes) {
        assertThat(AccountNumber.passesLuhn(number)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "' 王　小明 ', 王小明",
        "阿卜杜•热合曼, 阿卜杜·热合曼",
        "阿卜杜‧热合曼, 阿卜杜·热合曼",
        "阿卜杜・热合曼, 阿卜杜·热合曼",
        "阿卜杜.热合曼, 阿卜杜·热合曼",
        "张𠮷, 张𠮷",
    })
    void keepsNamesInOneSpelling(String typed, String kept) {
        assertThat(PersonName.of(typed)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/c calc'!A1", "<script>", "王3", "·"})
    void refusesWhatIsNoName(String typed) {
        refused("name.characters", () -> PersonName.of(typed));
        refused("name.too-long", () -> PersonName.of("王".repeat(300)));
    }
}

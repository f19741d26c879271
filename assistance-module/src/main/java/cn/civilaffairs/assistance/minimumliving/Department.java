package cn.civilaffairs.assistance.minimumliving;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whoever is asked in a means check (核对部门), benefits handbook §1.7, with the words answer sheets use. */
public enum Department {
    HOUSEHOLD_REGISTRATION("公安(户籍)", "公安", "户籍"),
    TAX("税务"),
    SOCIAL_INSURANCE("社会保险", "社保", "人社"),
    REAL_ESTATE("不动产登记", "不动产"),
    MARKET("市场主体登记", "市场主体", "市场监管"),
    HOUSING_FUND("住房公积金", "公积金"),
    VEHICLES("车辆管理", "车辆", "车管"),
    BANKS("银行"),
    SECURITIES("证券"),
    INSURANCE("保险"),
    FUNERAL("殡葬"),
    DISABLED_FEDERATION("残联");

    private final List<String> words;

    Department(String... words) {
        this.words = List.of(words);
    }

    /** The word its answer sheets are written with. */
    public String word() {
        return words.get(0);
    }

    public static Optional<Department> of(String wordOrCode) {
        String plain = wordOrCode.strip().replace('\uFF08', '(').replace('\uFF09', ')');
        return Arrays.stream(values())
                .filter(department ->
                        department.words.contains(plain) || department.name().equals(plain))
                .findFirst();
    }
}

package cn.civilaffairs.e2e;

/** Bank cards, entered by one officer and confirmed by another who keys the number again. */
final class Accounts {

    private Accounts() {}

    /** @param person the page of whoever is to be paid */
    static void enter(Screen clerk, String person, String card) {
        clerk.go(person);
        clerk.fill("开户银行", "云溪农村商业银行").fill("账号", card).press("录入，待另一人复核");
        clerk.sees("须由另一人复核");
    }

    static void confirm(Screen reviewer, String person, String card) {
        reviewer.go(person);
        reviewer.press("复核启用");
        reviewer.page().locator("dialog[open] input[name=number]").fill(card);
        reviewer.page().locator("dialog[open] button.btn-primary").click();
        reviewer.sees("在用");
    }

    /** A card nobody has: the last of its nineteen digits is made right (Luhn). */
    static String card(int which) {
        String card = "62284800090%07d0".formatted(which);
        int sum = 0;
        for (int i = 1; i < card.length(); i++) {
            int digit = card.charAt(card.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return card.substring(0, card.length() - 1) + (10 - sum % 10) % 10;
    }
}

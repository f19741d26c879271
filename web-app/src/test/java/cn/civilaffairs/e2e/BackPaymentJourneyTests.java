package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Back pay somebody asked for, from the list to the letter; and a refund waiting for the approver's word. */
@Journey
class BackPaymentJourneyTests {

    @Test
    void theApproverAgreesToBackPayAndToARefundAndTheCaseworkerPrintsTheLetter(Browsers browsers) {
        Screen caseworker = browsers.signIn("cc_1");
        caseworker.go("/back-payments").sees("补发", "待批准", "误停误扣").shot("back-payments");
        String number = caseworker
                .page()
                .locator("tr:has-text('待批准') a[href*='/back-payments/']")
                .first()
                .innerText();
        caseworker.follow(number).sees("等待县级审批批准", "各月补发").shot("back-payment");
        String paymentAt = caseworker.path();

        Screen approver = browsers.signIn("ca_1");
        approver.go(paymentAt).sees("批准补发", "不予补发").shot("back-payment-to-approve");
        approver.press("批准补发").sees("已批准", "待发放");
        caseworker.go(paymentAt).sees("打印补发告知书");
        assertThat(caseworker.print("打印补发告知书")).endsWith("/letter.pdf");

        caseworker.followTo("/families/.*/benefits").sees("提出补发", number).followTo("/back-payments/new");
        caseworker.sees("不能手改", "已在补发或待重发的月份不再列入").shot("back-payment-months");

        approver.go("/recoveries?state=DROPPED")
                .followTo("/recoveries/[0-9a-f-]{36}")
                .shot("refund-to-approve");
        approver.press("批准退还").sees("已批准退还").shot("refund-approved");
    }
}

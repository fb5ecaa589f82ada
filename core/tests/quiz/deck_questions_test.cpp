// The questions of the lessons that come with the program: each is reached, can be asked, and the run's own
// answer is among those offered.
#include "core/quiz/marks.hpp"
#include "core/quiz/question.hpp"
#include "core/tests/support/built_in_deck.hpp"
#include "core/tests/support/record.hpp"
#include "core/timeline/timeline.hpp"

#include <gtest/gtest.h>

namespace loopscope::quiz {
namespace {

TEST(QuestionsOfTheDeck, AreReachedAndHaveTheirAnswerAmongThoseOffered) {
    int asked = 0;
    for (const lessons::Lesson& lesson : test::built_in_deck().lessons) {
        if (!lesson.program) continue;
        for (const lessons::Mode mode : lesson.modes) {
            MarkReader reader(lesson.questions, mode);
            if (reader.empty()) continue;
            const auto recording = test::record(lesson.program(mode, lesson.initial_values()));
            timeline::Timeline timeline(recording.tables);
            timeline.append(recording.events);
            for (const ReachedMark& reached : reader.read(timeline)) {
                const auto& mark = lesson.questions[static_cast<std::size_t>(reached.question)];
                const std::string name = lesson.id + ", question " + std::to_string(reached.question + 1);
                const auto question = make_question(mark, timeline, reached.position, &timeline);
                ASSERT_TRUE(question) << name;
                const auto verdict = judge(*question, timeline);
                ASSERT_TRUE(verdict) << name;
                EXPECT_TRUE(verdict->right) << name;
                EXPECT_FALSE(verdict->reason.empty()) << name;
                ++asked;
            }
            EXPECT_TRUE(reader.empty()) << lesson.id << ": a question is never reached";
        }
    }
    EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace loopscope::quiz

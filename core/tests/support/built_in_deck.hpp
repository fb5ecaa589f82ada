// The lessons that come with Loopscope, as they stand in the source tree.
#pragma once

#include "core/lessons/deck.hpp"

#include <stdexcept>

namespace loopscope::test {

inline const lessons::Deck& built_in_deck() {
    static const lessons::Deck deck = lessons::load_deck(LOOPSCOPE_LESSONS);
    return deck;
}

// The lesson that tests of everything else play with.
inline const lessons::Lesson& two_tasks() {
    static const lessons::Lesson lesson = [] {
        const lessons::Deck deck = lessons::load_deck(LOOPSCOPE_LESSONS "/05-two-tasks");
        if (deck.lessons.empty()) throw std::runtime_error("there is no lesson 05-two-tasks");
        return deck.lessons.front();
    }();
    return lesson;
}

}  // namespace loopscope::test

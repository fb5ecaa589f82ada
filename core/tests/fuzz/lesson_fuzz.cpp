// A lesson.md of any bytes. Nothing is compiled or run.
#include "core/lessons/deck.hpp"
#include "core/tests/support/deck_folder.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace loopscope;
    static const test::DeckFolder folder;
    const std::string text(reinterpret_cast<const char*>(data), size);
    folder.write("01-lesson/lesson.md", text);
    folder.write("deck.md", text);
    const lessons::Deck deck = lessons::load_deck(folder.path(), lessons::Compile::Later);
    for (const lessons::Problem& problem : deck.problems) {
        if (to_text(problem).empty()) __builtin_trap();
    }
    for (const lessons::Lesson& lesson : deck.lessons) {
        // What is wrong with it is told, or it can be run.
        if (!lesson.program && lesson.trouble.empty()) __builtin_trap();
        if (lesson.program) static_cast<void>(lesson.program(lesson.initial_mode, lesson.initial_values()));
    }
    return 0;
}

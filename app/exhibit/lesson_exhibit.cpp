#include "app/exhibit/lesson_exhibit.hpp"

namespace loopscope::app::exhibit {

std::span<const std::string> LessonExhibit::steps(lessons::Mode mode) const {
    const auto found = lesson_->steps.find(mode);
    if (found == lesson_->steps.end()) return {};
    return found->second;
}

std::span<const lessons::StepMark> LessonExhibit::step_marks(lessons::Mode mode) const {
    const auto found = lesson_->step_marks.find(mode);
    if (found == lesson_->step_marks.end()) return {};
    return found->second;
}

record::Starter LessonExhibit::starter(lessons::Mode mode, const lessons::Values& values) const {
    return lesson_->program ? lesson_->program(mode, values) : record::Starter{};
}

std::shared_ptr<const Exhibit> exhibit_of(const lessons::Lesson& lesson) {
    return std::make_shared<const LessonExhibit>(
        std::shared_ptr<const lessons::Lesson>(std::shared_ptr<void>(), &lesson));
}

}  // namespace loopscope::app::exhibit

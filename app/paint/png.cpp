#include "app/paint/png.hpp"

#include "app/platform/assets.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <stb_image_write.h>

namespace loopscope::app::paint {

Result<Printer> Printer::create(float scale) {
    const auto assets = platform::find_assets();
    if (!assets) return assets.error();
    auto screen = platform::Offscreen::create();
    if (!screen) return screen.error();
    auto canvas = Canvas::create(assets.value(), scale);
    if (!canvas) return canvas.error();
    return Printer{std::move(screen.value()), std::move(canvas.value())};
}

Result<platform::Image> Printer::paint(const stage::DisplayList& picture, platform::PixelSize size,
                                       stage::ThemeName theme) {
    const auto begun = screen_->begin(size);
    if (!begun) return begun.error();
    canvas_->draw(picture, size, theme);
    return screen_->read();
}

Result<platform::PixelSize> write_png(const platform::Image& image, const std::string& path) {
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!file) return Error{"cannot write the picture", path, std::strerror(errno)};
    const auto put = [](void* to, void* data, int bytes) {
        static_cast<std::ofstream*>(to)->write(static_cast<const char*>(data), bytes);
    };
    const int written = stbi_write_png_to_func(put, &file, image.size.width, image.size.height, 4,
                                               image.rgba.data(), image.size.width * 4);
    file.close();
    if (written == 0 || !file) return Error{"cannot write the picture", path, std::strerror(errno)};
    return image.size;
}

Result<platform::PixelSize> render_png(const stage::DisplayList& picture, platform::PixelSize size,
                                       float scale, stage::ThemeName theme, const std::string& path) {
    auto printer = Printer::create(scale);
    if (!printer) return printer.error();
    const auto image = printer->paint(picture, size, theme);
    if (!image) return image.error();
    return write_png(image.value(), path);
}

}  // namespace loopscope::app::paint

<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- Classes: names and colours are those of the raster's own attribute table. -->
<qgis version="3.40.0" styleCategories="Symbology">
 <pipe>
  <provider>
   <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
  </provider>
  <rasterrenderer type="paletted" band="1" opacity="0.55" alphaBand="-1">
   <colorPalette/>
  </rasterrenderer>
  <rasterresampler maxOversampling="2"/>
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
